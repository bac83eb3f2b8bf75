"""What the article decides: each rule with a case it is for and one it must leave alone.

On the left what the model found, on the right what is suggested.
"""

import pytest

from annotator.nlp.article import decide
from annotator.nlp.entities import DEFAULT_MAPPING
from annotator.nlp.lexicon import lexicon
from tests.nlp.marking import marked, unmarked


@pytest.fixture(scope="session")
def tokens_of():
    import spacy

    nlp = spacy.blank("en")
    return lambda text: [
        (token.idx, token.idx + len(token)) for token in nlp(text) if not token.is_space
    ]


@pytest.fixture
def decided(tokens_of):
    def decision(found, mapping=DEFAULT_MAPPING, language="en"):
        text, mentions = unmarked(found)
        return decide(text, mentions, tokens_of(text), mapping, lexicon(language))

    return decision


CASES = {
    # Where a name begins and ends.
    "an article is no part of a name": (
        "He left [the Harbour Authority|ORG].",
        "He left the [Harbour Authority|ORG].",
    ),
    "a possessive ending is no part of a name": (
        "[Ann Hale's|PERSON] boat and [Norway’s|GPE] fleet.",
        "[Ann Hale|PERSON]'s boat and [Norway|PLACE]’s fleet.",
    ),
    "a possessive inside an organisation is": (
        "The [Farmers' Union|ORG] met.",
        "The [Farmers' Union|ORG] met.",
    ),
    "a title is no part of a name": (
        "[Prime Minister Ann Hale|PERSON] met [Mr Okafor|ORG].",
        "Prime Minister [Ann Hale|PERSON] met Mr [Okafor|PERSON].",
    ),
    "a title may be a surname": (
        "[Martin King|PERSON] won.",
        "[Martin King|PERSON] won.",
    ),
    "a title may belong to an institution": (
        "The [Queen Maud Hospital|ORG] opened.",
        "The [Queen Maud Hospital|ORG] opened.",
    ),
    "a people's adjective before a person is no part of the name": (
        "[Danish Maria Vogt|PERSON] won.",
        "Danish [Maria Vogt|PERSON] won.",
    ),
    "a people's adjective in an organisation is": (
        "The [Danish|NORP] Navy Museum of [Copenhagen|GPE] opened.",
        "The [Danish Navy Museum of Copenhagen|ORG] opened.",
    ),
    "a name that was cut short is completed": (
        "Then [Maria|PERSON] Vogtsen resigned.",
        "Then [Maria Vogtsen|PERSON] resigned.",
    ),
    "of joins an organisation to its subject": (
        "The [Ministry|ORG] of Trade and Industry said no.",
        "The [Ministry of Trade and Industry|ORG] said no.",
    ),
    "of does not join an office to its country": (
        "The president of [Norway|GPE] said no.",
        "The president of [Norway|PLACE] said no.",
    ),
    "and does not join two countries": (
        "Between [Kenya and Ghana|ORG] it rained.",
        "Between [Kenya|PLACE] and [Ghana|PLACE] it rained.",
    ),
    "and joins the subjects of one organisation": (
        "The Dock and [Harbour Workers’ Union|ORG] struck.",
        "The [Dock and Harbour Workers’ Union|ORG] struck.",
    ),
    "and does not join two organisations": (
        "The [Ministry of Trade|ORG] and [Harbour Police|ORG] agreed.",
        "The [Ministry of Trade|ORG] and [Harbour Police|ORG] agreed.",
    ),
    "a ministry may have a subject that ends a company's name": (
        "The [Ministry of Science|ORG] and Technology agreed.",
        "The [Ministry of Science and Technology|ORG] agreed.",
    ),
    "two people that were taken for one are two": (
        "Then [Ann Hale and Tom Okafor|PERSON] left.",
        "Then [Ann Hale|PERSON] and [Tom Okafor|PERSON] left.",
    ),
    "a day ends a name": (
        "[Ann Hale Thursday|PERSON] resigned.",
        "[Ann Hale|PERSON] Thursday resigned.",
    ),
    "a newspaper keeps its day": (
        "The [Sunday Times|ORG] wrote so.",
        "The [Sunday Times|ORG] wrote so.",
    ),
    "a nickname in quotation marks is part of the name": (
        "[Edmund|PERSON] “Teddy” [Marchbanks|PERSON] died.",
        "[Edmund “Teddy” Marchbanks|PERSON] died.",
    ),
    "a quotation after a name is not": (
        "Then [Edmund|PERSON] “Never” answered.",
        "Then [Edmund|PERSON] “Never” answered.",
    ),
    "a compound of two countries is two names": (
        "The [Norway-Sweden|ORG] border is long.",
        "The [Norway|PLACE]-[Sweden|PLACE] border is long.",
    ),
    "a hyphenated surname is one": (
        "[Ann Hale-Okafor|PERSON] left.",
        "[Ann Hale-Okafor|PERSON] left.",
    ),
    "the end of a compound is no part of a name": (
        "The [Denmark-based|ORG] firm sank.",
        "The [Denmark|PLACE]-based firm sank.",
    ),
    "the beginning of a compound is no part of a name": (
        "An anti-NATO crowd met [NATO|ORG] envoys.",
        "An anti-[NATO|ORG] crowd met [NATO|ORG] envoys.",
    ),
    "a country before a person is a name of its own": (
        "Envoy of [Norway Maria Vogt|PERSON] left.",
        "Envoy of [Norway|PLACE] [Maria Vogt|PERSON] left.",
    ),
    "initials and particles belong to the name": (
        "[J. R. van der Berg|PERSON] met [Omar bin Salem|PERSON].",
        "[J. R. van der Berg|PERSON] met [Omar bin Salem|PERSON].",
    ),
    "a king keeps his number": (
        "King [Harald|PERSON] II died, and I wept. King [Harald|PERSON] I reigned.",
        "King [Harald II|PERSON] died, and I wept. King [Harald I|PERSON] reigned.",
    ),
    # What is no name.
    "peoples and languages are no names": (
        "The [Danish|ORG] crew and [Norwegians|PERSON] sang.",
        "The Danish crew and Norwegians sang.",
    ),
    "words without a capital are no names": (
        "They spend on [healthcare|ORG] and [myrrh|PERSON].",
        "They spend on healthcare and myrrh.",
    ),
    "events, laws and illnesses are no names of ours": (
        "The [Harbour Act|ORG], the [Sund Cup|ORG] and [COVID-19|ORG] came.",
        "The Harbour Act, the Sund Cup and COVID-19 came.",
    ),
    "an institution without a name is none": (
        "The [Ministry|ORG] and the [University|ORG] agreed.",
        "The Ministry and the University agreed.",
    ),
    "a currency is no country": (
        "It cost [US$5|PLACE] or five [US|GPE] dollars in the [US|GPE].",
        "It cost US$5 or five US dollars in the [US|PLACE].",
    ),
    "a road or a numbered form is no organisation": (
        "The [N7|ORG] and the [EB-5|ORG] are closed to [MI6|ORG].",
        "The N7 and the EB-5 are closed to [MI6|ORG].",
    ),
    "a ship is no person": (
        "The trawler [Marit Vogtsen|PERSON] sank.",
        "The trawler Marit Vogtsen sank.",
    ),
    "a handle, a tag and a link are no names": (
        "See @Norway, #Norway and https://example.org/Norway or ask [Norway|GPE].",
        "See @Norway, #Norway and https://example.org/Norway or ask [Norway|PLACE].",
    ),
    "a common word is no name where a sentence opens": (
        "[Gums|PERSON] are dry. He sells gums.",
        "Gums are dry. He sells gums.",
    ),
    # One label for one name.
    "a surname is its person everywhere": (
        "[Maria Vogtsen|PERSON] left. [Vogtsen|ORG] said so. For [Vogtsen|GPE] it rained.",
        "[Maria Vogtsen|PERSON] left. [Vogtsen|PERSON] said so. For [Vogtsen|PERSON] it rained.",
    ),
    "a second surname counts as well": (
        "[Carlos Almeda Vogtsen|PERSON] left. President [Almeda|GPE] waved.",
        "[Carlos Almeda Vogtsen|PERSON] left. President [Almeda|PERSON] waved.",
    ),
    "a family is its people": (
        "[Ann Trevann|PERSON] left. The [Trevanns|ORG] wept.",
        "[Ann Trevann|PERSON] left. The [Trevanns|PERSON] wept.",
    ),
    "a city remains one though a person bears its name": (
        "[Ann London|PERSON] left. In [London|GPE] it rained.",
        "[Ann London|PERSON] left. In [London|PLACE] it rained.",
    ),
    "the same words get one label": (
        "In [Brevikton|GPE] it rained. Near [Brevikton|GPE] too. [Brevikton|ORG] sleeps.",
        "In [Brevikton|PLACE] it rained. Near [Brevikton|PLACE] too. [Brevikton|PLACE] sleeps.",
    ),
    "a missed repeat is suggested": (
        "[Maria Vogtsen|PERSON] left. Without Vogtsen it rained.",
        "[Maria Vogtsen|PERSON] left. Without [Vogtsen|PERSON] it rained.",
    ),
    "a repeat inside a longer name is not": (
        "In [Oslo|GPE] the [Oslo Opera House|FAC] opened.",
        "In [Oslo|PLACE] the [Oslo Opera House|PLACE] opened.",
    ),
    "a repeat is told by its case": (
        "[Maria Rains|PERSON] left. It rains. Rains waved.",
        "[Maria Rains|PERSON] left. It rains. [Rains|PERSON] waved.",
    ),
    "an abbreviation in brackets is the name before it": (
        "The [Coastal Harbour Board|ORG] (CHB) met. The CHB agreed.",
        "The [Coastal Harbour Board|ORG] ([CHB|ORG]) met. The [CHB|ORG] agreed.",
    ),
    "the abbreviation of a thing is none": (
        "A Harbour Impact Plan ([HIP|ORG]) is due.",
        "A Harbour Impact Plan (HIP) is due.",
    ),
    "a short form of an organisation is one": (
        "[Vogtsen Marine Ltd|ORG] grew. [Vogtsen Marine|PERSON] said so.",
        "[Vogtsen Marine Ltd|ORG] grew. [Vogtsen Marine|ORG] said so.",
    ),
    "a country remains one though organisations bear its name": (
        "The [Norway Trade Board|ORG] and the [Norway Rescue Board|ORG] left [Norway|ORG].",
        "The [Norway Trade Board|ORG] and the [Norway Rescue Board|ORG] left [Norway|PLACE].",
    ),
    "a list is of one kind": (
        "[Ann Hale|PERSON], Vogtsen and [Tom Okafor|PERSON] left.",
        "[Ann Hale|PERSON], [Vogtsen|PERSON] and [Tom Okafor|PERSON] left.",
    ),
    # What the words say.
    "its last word says what a name names": (
        "[Vogtsen Bank|PERSON], [Vogtsen River|PERSON] and [Vogtsen University|GPE] grew.",
        "[Vogtsen Bank|ORG], [Vogtsen River|PLACE] and [Vogtsen University|ORG] grew.",
    ),
    "a person may be called like a thing": (
        "[James Bond|PERSON] smiled.",
        "[James Bond|PERSON] smiled.",
    ),
    "a country the model missed is suggested": (
        "Across Norway it rained.",
        "Across [Norway|PLACE] it rained.",
    ),
    "a name after a role is a person": (
        "The spokesman [Vogtsen|ORG] smiled.",
        "The spokesman [Vogtsen|PERSON] smiled.",
    ),
    "a name with an article is rather not a person": (
        "Then the [Tjeld|PERSON] sank.",
        "Then the Tjeld sank.",
    ),
    "a dateline is a place": (
        "BREVIKTON, March 6 (Coast Wire) — It rained.",
        "[BREVIKTON|PLACE], March 6 ([Coast Wire|ORG]) — It rained.",
    ),
    "a saint's place is no person": (
        "In [St Brannoc|PERSON] it rained.",
        "In [St Brannoc|PLACE] it rained.",
    ),
    # Headlines.
    "a headline is cut down to the names the article knows": (
        "[Vogtsen Denies Hidden Harbour|PERSON] Deal Again\n[Maria Vogtsen|PERSON] said no.",
        "[Vogtsen|PERSON] Denies Hidden Harbour Deal Again\n[Maria Vogtsen|PERSON] said no.",
    ),
    "a shouted headline finds its names": (
        "HARBOUR OWNER DENIES VOGTSEN LETTER\n[Maria Vogtsen|PERSON] said no.",
        "HARBOUR OWNER DENIES [VOGTSEN|PERSON] LETTER\n[Maria Vogtsen|PERSON] said no.",
    ),
    "a shouted headline without known names has none": (
        "HARBOUR OWNER [DENIES HIDDEN|PERSON] LETTER\nIt rained.",
        "HARBOUR OWNER DENIES HIDDEN LETTER\nIt rained.",
    ),
}


@pytest.mark.parametrize(("found", "suggested"), CASES.values(), ids=CASES)
def test_the_article_decides_that(found, suggested, decided):
    text, _ = unmarked(found)
    assert marked(text, decided(found).spans) == suggested


def test_spans_count_up_from_one_in_reading_order(decided):
    spans = decided("[Ann Hale|PERSON] left [Norway|GPE] for [Oslo|GPE].").spans
    assert [span.id for span in spans] == [1, 2, 3]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert {span.layer for span in spans} == {"entities"}


def test_a_span_says_which_rule_gave_it(decided):
    spans = decided(
        "[Ann Vogtsen|PERSON] left. [Vogtsen|ORG] said so. In [Brevikton|GPE], near [Brevikton|GPE], "
        "by [Brevikton|ORG] and on Brevikton it rained, across Norway too."
    ).spans
    rules = [(span.text, span.attribute("rule")) for span in spans]
    assert rules == [
        ("Ann Vogtsen", None),
        ("Vogtsen", "surname"),
        ("Brevikton", None),
        ("Brevikton", None),
        ("Brevikton", "vote"),
        ("Brevikton", "repeat"),
        ("Norway", "words"),
    ]


def test_what_the_rules_added_relabelled_and_turned_down_is_counted(decided):
    assert decided("[Ann Hale|PERSON] left.").decided == 0
    assert (
        decided(
            "[Ann Vogtsen|PERSON] left. [Vogtsen|ORG] and [Danish|ORG] men met Vogtsen."
        ).decided
        == 3
    )


def test_labels_the_mapping_leaves_out_are_neither_suggested_nor_counted(decided):
    decision = decided("[Ann Hale|PERSON] left [Oslo|GPE] on [Monday|DATE].", {"GPE": "PLACE"})
    assert [(span.label, span.text) for span in decision.spans] == [("PLACE", "Oslo")]
    assert decision.decided == 0


def test_a_finer_scheme_keeps_the_models_own_labels(decided):
    mapping = {label: label for label in ("PERSON", "GPE", "LOC", "FAC", "ORG", "DATE")}
    decision = decided(
        "On [Monday|DATE] [Ann Hale|PERSON] crossed the [Sund River|LOC] in Norway.", mapping
    )
    assert [(span.label, span.text) for span in decision.spans] == [
        ("DATE", "Monday"),
        ("PERSON", "Ann Hale"),
        ("LOC", "Sund River"),
        ("GPE", "Norway"),
    ]


def test_spans_fit_the_tokens(decided, tokens_of):
    text, _ = unmarked("The [Vogtsen|ORG]- ship of [Vogtsen|ORG]- fame.")
    edges = {edge for token in tokens_of(text) for edge in token}
    for span in decided("The [Vogtsen|ORG]- ship of [Vogtsen|ORG]- fame.").spans:
        assert {span.start, span.end} <= edges


def test_a_language_without_word_lists_keeps_the_models_bounds_and_votes(decided):
    decision = decided(
        "Le [Président Luc Moreau|PER] parle. [Moreau|ORG] rit. Sans Moreau, rien.", language="xx"
    )
    assert [(span.label, span.text) for span in decision.spans] == [
        ("PERSON", "Président Luc Moreau"),
        ("PERSON", "Moreau"),
        ("PERSON", "Moreau"),
    ]


def test_names_in_scripts_without_capitals_stay(decided):
    decision = decided("[محمد علي|PERSON] و [东京|GPE]")
    assert [span.text for span in decision.spans] == ["محمد علي", "东京"]
