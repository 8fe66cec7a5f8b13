"""The outline is the one that a careful reader drew: for our samples, and for real reports where they are at hand."""

from statistics import mean
from typing import Any

import pytest
from outline_cases import REAL, REAL_CASES, SAMPLE_CASES, found, outline_of, places, scorer


@pytest.mark.parametrize(("labels", "text"), SAMPLE_CASES, ids=[labels["doc"] for labels, _ in SAMPLE_CASES])
def test_a_sample_has_the_outline_that_was_drawn_for_it(labels: dict[str, Any], text: str) -> None:
    assert found(outline_of(text, labels["file"]), text) == places(labels)


if REAL:

    @pytest.fixture(scope="module")
    def scores() -> dict[str, dict[str, Any]]:
        score = scorer().score
        return {
            labels["doc"]: score(text, labels, [node.as_json() for node in outline_of(text, labels["file"]).nodes])
            for labels, text in REAL_CASES
        }

    def test_the_seed_is_outlined_without_a_fault(scores: dict[str, dict[str, Any]]) -> None:
        assert (scores["seed"]["f1"], scores["seed"]["parent"]) == (1.0, 1.0)

    def test_nodes_are_found_in_all_reports(scores: dict[str, dict[str, Any]]) -> None:
        assert mean(score["f1"] for score in scores.values()) >= 0.97

    def test_nodes_hang_where_they_belong(scores: dict[str, dict[str, Any]]) -> None:
        assert mean(score["parent"] for score in scores.values() if score["parent"] is not None) >= 0.97

    def test_reports_without_structure_get_no_node(scores: dict[str, dict[str, Any]]) -> None:
        assert [scores[name]["pred"] for name in ("un_ltu_2015", "es_amlo_2018")] == [0, 0]
