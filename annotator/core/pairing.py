"""The best one-to-one pairing of two sides: an assignment over a sparse bipartite graph.

Each left item in turn takes the shortest augmenting path in reduced costs, with potentials that keep these
from being negative (Kuhn, The Hungarian method, 1955; Jonker and Volgenant, A shortest augmenting path
algorithm for dense and sparse linear assignment problems, 1987). A path ends at the nearest free item, so
that a chain of overlaps costs about as much as it is long.
"""

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush

Edge = tuple[int, int]


def best_pairs(weights: Mapping[Edge, int]) -> list[Edge]:
    """The pairs (left, right) of greatest total weight, each item in one pair at most, in order.

    `weights` are those of the pairs that may be made, all above 0. Of equal totals always the same is found.
    """
    found: list[Edge] = []
    for component in _components(weights):
        if len(component) == 1:
            found += component
        else:
            found += _Assignment({edge: weights[edge] for edge in component}).pairs()
    return sorted(found)


def _components(weights: Mapping[Edge, int]) -> list[list[Edge]]:
    """The pairs in groups that have no item in common with one another."""
    lefts: dict[int, list[Edge]] = defaultdict(list)
    rights: dict[int, list[Edge]] = defaultdict(list)
    for edge in sorted(weights):
        lefts[edge[0]].append(edge)
        rights[edge[1]].append(edge)
    seen: set[Edge] = set()
    return [_reached(e, lefts, rights, seen) for e in sorted(weights) if e not in seen]


def _reached(
    first: Edge, lefts: dict[int, list[Edge]], rights: dict[int, list[Edge]], seen: set[Edge]
) -> list[Edge]:
    component, waiting = [], [first]
    seen.add(first)
    while waiting:
        edge = waiting.pop()
        component.append(edge)
        for near in (*lefts.pop(edge[0], ()), *rights.pop(edge[1], ())):
            if near not in seen:
                seen.add(near)
                waiting.append(near)
    return sorted(component)


class _Assignment:
    """One component. To stay alone is a right item of one's own, at no weight."""

    def __init__(self, weights: Mapping[Edge, int]) -> None:
        most = max(weights.values())
        self._costs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (left, right), weight in weights.items():
            self._costs[left].append((right, most - weight))
        for left, costs in self._costs.items():
            costs.append((-1 - left, most))
        self._left_of: dict[int, int] = {}
        self._right_of: dict[int, int] = {}
        self._left_price: dict[int, int] = dict.fromkeys(self._costs, 0)
        self._right_price: dict[int, int] = defaultdict(int)

    def pairs(self) -> list[Edge]:
        """The best pairs, those alone left out."""
        for left in self._costs:
            self._augment(left)
        return [(left, right) for left, right in self._right_of.items() if right >= 0]

    def _augment(self, start: int) -> None:
        distances: dict[int, int] = {}
        came_from: dict[int, int] = {}
        reached: dict[int, int] = {start: 0}
        settled: dict[int, int] = {}
        queue: list[tuple[int, int]] = []
        left, so_far = start, 0
        while True:
            for right, cost in self._costs[left]:
                length = so_far + cost - self._left_price[left] - self._right_price[right]
                if right not in settled and length < distances.get(right, length + 1):
                    distances[right], came_from[right] = length, left
                    heappush(queue, (length, right))
            so_far, right = _nearest(queue, settled)
            settled[right] = so_far
            if right not in self._left_of:
                break
            left = self._left_of[right]
            reached[left] = so_far
        self._reprice(reached, settled, so_far)
        self._turn(start, right, came_from)

    def _reprice(self, reached: dict[int, int], settled: dict[int, int], length: int) -> None:
        for left, distance in reached.items():
            self._left_price[left] += length - distance
        for right, distance in settled.items():
            self._right_price[right] -= length - distance

    def _turn(self, start: int, right: int, came_from: dict[int, int]) -> None:
        """Give every left item on the path the right one it reached."""
        while True:
            left = came_from[right]
            before = self._right_of.get(left)
            self._right_of[left], self._left_of[right] = right, left
            if left == start or before is None:
                return
            right = before


def _nearest(queue: list[tuple[int, int]], settled: dict[int, int]) -> tuple[int, int]:
    while True:
        length, right = heappop(queue)
        if right not in settled:
            return length, right
