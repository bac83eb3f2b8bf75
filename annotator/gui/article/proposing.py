"""What is proposed for a quote: a speaker and a cue, each one of several candidates. Plain values, no Qt."""

from dataclasses import dataclass, replace

from annotator.core.quotes import CUE, SPEAKER
from annotator.gui.article.quote_marks import Ghost
from annotator.project.proposing import Candidate, Proposal


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as it stands on the page: which candidates are shown for the quote of that id."""

    quote_id: int
    proposal: Proposal
    speaker_index: int = 0
    cue_index: int = 0

    @property
    def speaker(self) -> Candidate | None:
        """The speaker shown."""
        speakers = self.proposal.speakers
        return speakers[self.speaker_index % len(speakers)] if speakers else None

    @property
    def cue(self) -> Candidate | None:
        """The cue shown."""
        cues = self.proposal.cues
        return cues[self.cue_index % len(cues)] if cues else None

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """What is drawn."""
        shown = ((self.speaker, SPEAKER), (self.cue, CUE))
        return tuple(Ghost(one.start, one.end, role) for one, role in shown if one is not None)

    def cycled(self, step: int, role: str) -> "Proposed":
        """With the next candidate for the speaker or the cue."""
        if role == SPEAKER:
            return replace(self, speaker_index=self.speaker_index + step)
        return replace(self, cue_index=self.cue_index + step)

    @property
    def sentence(self) -> str:
        """What the bar says of it, with the keys for it."""
        speaker, cue = self.speaker, self.cue
        told = [f"speaker: {_named(speaker)}?"] if speaker else []
        told += [f"cue: {cue.text}?"] if cue else []
        keys = ["Enter takes both" if speaker and cue else "Enter takes it"]
        keys += ["↑↓ others"] if len(self.proposal.speakers) > 1 else []
        keys += ["Shift ↑↓ other cues"] if len(self.proposal.cues) > 1 else []
        return f"{' '.join(told)} {', '.join(keys)}, Esc drops"


def _named(speaker: Candidate) -> str:
    """The full name; the mention too where the name does not show it."""
    if not speaker.name or speaker.text in speaker.name:
        return speaker.name or speaker.text
    return f"{speaker.text} → {speaker.name}"
