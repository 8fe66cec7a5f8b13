"""Every error of the world is one sentence that can be told."""

import pickle
from string import Formatter

import pytest

from postil.core.errors import SENTENCES, PostilError


def error_of(code: str) -> PostilError:
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    return PostilError(code, **dict.fromkeys(names, "X"))


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_a_sentence_that_can_be_told(code: str) -> None:
    sentence = str(error_of(code))
    assert sentence[0].isupper() or sentence[0] == "“"
    assert not set("{}") & set(sentence)


@pytest.mark.parametrize("code", SENTENCES)
def test_an_error_crosses_to_another_process_and_back(code: str) -> None:
    error = error_of(code)
    again = pickle.loads(pickle.dumps(error))
    assert (again.code, again.values, str(again)) == (error.code, error.values, str(error))


def test_an_unknown_code_is_a_bug() -> None:
    with pytest.raises(KeyError):
        str(PostilError("no-such-code"))
