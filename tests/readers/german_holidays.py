"""Says the public holidays of all German Laender from one year to another, a line each: BY 2026-01-06."""
import sys

import holidays

first, last = map(int, sys.argv[1:])
# A town has days of its own: Augsburg.
for land in (name for name in holidays.DE.subdivisions if len(name) == 2):
    for day in holidays.DE(subdiv=land, years=range(first, last + 1)):
        print(land, day.isoformat())
