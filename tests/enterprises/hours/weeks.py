"""Days and weeks to try hours on."""

from hypothesis import strategies as st

from enterprises.hours.spans import LATEST_END, MIDNIGHT


def at(*hours):
    return [[int(start * 60), int(end * 60)] for start, end in hours]


@st.composite
def days(draw):
    """Days as they are stored: up to three spans that do not touch, the last one perhaps past midnight."""
    cuts = sorted(draw(st.sets(st.integers(0, LATEST_END), min_size=0, max_size=6)))
    pairs = [list(pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    fitting = [pair for pair in pairs if pair[0] < MIDNIGHT and pair[1] - pair[0] <= MIDNIGHT]
    return [pair for pair in fitting if pair[1] <= MIDNIGHT or pair is fitting[-1]]
