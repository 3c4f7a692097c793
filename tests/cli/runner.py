"""Runs the cases of one file of end-to-end tests and prints "NAME: N passed, N failed"."""
import sys


def run_cases(name, cases, folder_of_case):
    """cases: functions that take a folder; folder_of_case: makes one, as a context. Names on the command line choose among them."""
    passed = failed = 0
    for case in cases:
        if len(sys.argv) > 1 and case.__name__ not in sys.argv[1:]:
            continue
        try:
            with folder_of_case() as folder:
                case(folder)
            passed += 1
        except Exception as error:      # an assertion, a timeout, output that is no JSON
            failed += 1
            print(f"FAIL {name} {case.__name__}: {type(error).__name__} {error}")
    print(f"{name}: {passed} passed, {failed} failed")
    return 1 if failed else 0
