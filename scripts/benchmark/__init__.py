"""How fast the edition builds and is served, next to the plain stack; run by `make bench`, never by the tests.

Times of one run mean little on a machine that does other things too. Runs are therefore paired and interleaved, and
what is reported are medians and the median of the ratios within each round, of processor time and of the clock.
"""
