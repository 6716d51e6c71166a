"""The demo: thirteen partnerships of invented people and organisations, for whoever wants to look around.

The texts are in `data/`, one folder for each region that is full of life; the modules beside this one carry
them through the apps' own actions.
"""
