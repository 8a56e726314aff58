"""Reads a calendar file from standard input, and says as JSON what a calendar program makes of it."""
import json
import sys
from datetime import timedelta, timezone

import icalendar
import recurring_ical_events


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
[event] = calendar.walk("VEVENT")
start = event["DTSTART"].dt
shown = recurring_ical_events.of(calendar).between(start - timedelta(days=2), start + timedelta(days=2))
json.dump(
    {
        "method": str(calendar["METHOD"]),
        "version": str(calendar["VERSION"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "place": str(event["LOCATION"]),
        "starts_at": utc(start),
        "ends_at": utc(event["DTEND"].dt),
        "stamped": "DTSTAMP" in event,
        "organizer": str(event.get("ORGANIZER", "")),
        "attendee": str(event.get("ATTENDEE", "")),
        "alarms": [int(alarm["TRIGGER"].dt.total_seconds()) for alarm in event.walk("VALARM")],
        "errors": [str(error) for part in calendar.walk() for error in part.errors],
        # As it stands in a week of the calendar.
        "shown_at": [utc(one["DTSTART"].dt) for one in shown],
    },
    sys.stdout,
)
