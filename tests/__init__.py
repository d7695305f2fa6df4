from . import (
    test_access,
    test_configuration,
    test_contact,
    test_delivery,
    test_execution,
    test_planning,
    test_rendering,
    test_tours,
    test_translations,
    test_ways_in,
)
