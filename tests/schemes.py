"""Label schemes made from another."""

from dataclasses import replace


def with_layer(scheme, name, change):
    layers = tuple(change(layer) if layer.name == name else layer for layer in scheme.layers)
    return replace(scheme, layers=layers)


def renamed(scheme, old, new):
    """The scheme with a label of its entities under another name; left out when the new one is there."""

    def change(layer):
        names = [label.name for label in layer.labels]
        labels = [replace(one, name=new) if one.name == old else one for one in layer.labels]
        if new in names:
            labels = [label for label in layer.labels if label.name != old]
        return replace(layer, labels=tuple(labels))

    return with_layer(scheme, "entities", change)


def without(scheme, layer, name):
    def change(held):
        return replace(held, labels=tuple(one for one in held.labels if one.name != name))

    return with_layer(scheme, layer, change)


def strict(scheme, layer):
    return with_layer(scheme, layer, lambda held: replace(held, allows_overlap=False))
