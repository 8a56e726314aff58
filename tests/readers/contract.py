"""Asks a hub everything its OpenAPI document offers, good and bad, as each kind of asker, and holds every
answer against the document. Who asks, and words that mean something there, come as JSON on standard input; what
was asked and answered goes to standard output, and what does not hold to standard error."""
import collections
import json
import random
import sys
import time

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Longer than any answer takes on a busy machine.
ANSWER_SECONDS_MAX = 60
# Who may not come in anyway is told so a few times, whatever the question.
EXAMPLES_OUTSIDE = 3
# A made-up word opens nothing, so mostly one that the hub knows is said.
KNOWN_WORD = 0.75
TURNED_AWAY = (401, 403)


class Contract:
    def __init__(self, told):
        self.base, self.examples, self.words = told["base"], told["examples"], told["words"]
        self.seed, self.askers = told["seed"], told["askers"]
        document = requests.get(f"{self.base}/api/openapi.json", timeout=ANSWER_SECONDS_MAX)
        document.raise_for_status()
        self.document = document.json()
        self.answers = collections.defaultdict(collections.Counter)
        self.broken = {}
        self.asked = 0

    def holds(self):
        for asker in self.askers:
            config = SchemathesisConfig()
            # Nobody shows whatever comes to mind; everybody else shows what they have.
            config.projects.default.generation.with_security_parameters = not asker["headers"]
            schema = schemathesis.openapi.from_dict(self.document, config=config)
            for result in schema.get_all_operations():
                self.ask(asker, result.ok())
        return self

    def ask(self, asker, operation):
        if self.never_ends(asker, operation):
            return
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            is_inside = self.answers[asker["name"], operation.label].keys() - TURNED_AWAY or mode.is_positive
            examples = self.examples if is_inside else EXAMPLES_OUTSIDE

            @seed(f"{self.seed} {asker['name']} {operation.label} {mode}")
            @settings(max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
                      suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(generation_mode=mode), dice=st.integers(0, 2**32))
            def each(case, dice):
                for part in (case.path_parameters, case.query, case.headers, case.body):
                    self.tell_known(part, operation.label, random.Random(dice))
                self.look(asker, operation, case)

            try:
                each()
            except Exception as error:  # nothing can be made up against it, mostly
                if type(error).__name__ not in ("Unsatisfiable", "UnsatisfiedAssumption", "SkipTest"):
                    raise

    def look(self, asker, operation, case):
        self.asked += 1
        # As many people as questions: what one of them may ask in a minute is tested elsewhere.
        place = f"10.{self.asked >> 16 & 255}.{self.asked >> 8 & 255}.{self.asked & 255}"
        headers = {**asker["headers"], "x-forwarded-for": place}
        with session() as alone:
            try:
                response = case.call(base_url=self.base, session=alone, headers=headers, timeout=ANSWER_SECONDS_MAX)
            except requests.RequestException as none:
                about = (operation.label, 0, "NoAnswer")
                self.broken.setdefault(about, f"{asker['name']}: {none}\n{case.as_curl_command(headers)}")
                return
        self.answers[asker["name"], operation.label][response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                about = (operation.label, response.status_code, type(failure).__name__)
                said = response.content[:400].decode(errors="replace")
                curl = case.as_curl_command(headers)
                self.broken.setdefault(about, f"{asker['name']}: {failure}\n{said}\n{curl}")

    def tell_known(self, part, label, dice):
        if isinstance(part, list):
            for one in part:
                self.tell_known(one, label, dice)
        if not hasattr(part, "items"):
            return
        for name, value in list(part.items()):
            known = self.words.get(f"{label} {name}") or self.words.get(name)
            if name == "idempotency-key":
                known = [f"made-up-{self.asked:08}"]
            if known and dice.random() < KNOWN_WORD:
                part[name] = dice.choice(known)
            else:
                self.tell_known(value, label, dice)

    def never_ends(self, asker, operation):
        """A stream of events is looked at by its beginning."""
        described = operation.definition.raw["responses"].get("200", {}).get("content", {})
        if "text/event-stream" not in described:
            return False
        url = f"{self.base}{operation.path}"
        with session() as alone:
            answer = alone.get(url, headers=asker["headers"], stream=True, timeout=ANSWER_SECONDS_MAX)
            self.asked += 1
            self.answers[asker["name"], operation.label][answer.status_code] += 1
            kind = "text/event-stream" if answer.status_code == 200 else "application/json"
            documented = str(answer.status_code) in operation.definition.raw["responses"]
            if not documented or not answer.headers["content-type"].startswith(kind):
                about = (operation.label, answer.status_code, "stream")
                self.broken.setdefault(about, f"{asker['name']}: {answer.headers}")
        return True


def session():
    """A connection and cookies of its own: what the hub closes is closed because of what was asked on it."""
    alone = requests.Session()
    alone.trust_env = False
    return alone


if __name__ == "__main__":
    began = time.monotonic()
    contract = Contract(json.load(sys.stdin)).holds()
    answers = [
        {"asker": asker, "operation": operation, "answers": dict(sorted(counted.items()))}
        for (asker, operation), counted in contract.answers.items()
    ]
    for (operation, status, kind), said in contract.broken.items():
        print(f"{operation} answers {status}, {kind}\n{said}\n", file=sys.stderr)
    seconds = round(time.monotonic() - began, 1)
    broken = [list(map(str, about)) for about in contract.broken]
    json.dump({"asked": contract.asked, "seconds": seconds, "answers": answers, "broken": broken}, sys.stdout)
