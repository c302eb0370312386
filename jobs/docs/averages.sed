# <g0> in a comment is an average over directions, not HTML
:a
s,(///<? .*)<,\1\&lt;,
ta
