"""What the reader says of an outline: what is kept, and what is shown already and waits to be."""

from collections.abc import Iterable

from postil.core.correction import Correction, Corrections, NodeKey, NodeState

Sayable = Correction | NodeState | NodeKey


class Said:
    """The corrections that are kept, and over them those that are not yet."""

    def __init__(self) -> None:
        self.kept = Corrections()
        self._waiting: dict[str, Sayable] = {}

    def all(self) -> Corrections:
        """Everything, as it is shown."""
        return self.kept.put(*self._waiting.values()) if self._waiting else self.kept

    def wait(self, made: Iterable[Sayable]) -> None:
        """Take in what was made and is not kept yet."""
        self._waiting |= {_identifier(one): one for one in made}

    def arrived(self, made: Iterable[Sayable]) -> None:
        """What was made is kept now, unless it was made otherwise since."""
        for one in made:
            if self._waiting.get(_identifier(one)) is one:
                del self._waiting[_identifier(one)]

    def give_up(self) -> None:
        """Nothing that waits will be kept."""
        self._waiting.clear()


def _identifier(one: Sayable) -> str:
    return one.key.id if isinstance(one, NodeState) else one.id
