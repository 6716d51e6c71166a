"""Opening hours: read from what people type, said in words, and laid on the calendar of Athens.

A day is a list of [from, to] in minutes since its midnight; `to` beyond 1440 is on the next day. A week is a list of
seven days, Monday first; an empty list says that the hours are not known. Nothing here knows a model.
"""
