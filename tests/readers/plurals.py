"""Says which form is for 0, for 1, ... , a line for each rule of gettext that it reads."""
import gettext
import sys

for rule in sys.stdin:
    form = gettext.c2py(rule.strip())
    print(*(form(number) for number in range(int(sys.argv[1]))))
