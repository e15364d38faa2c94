"""Made-up registers for a city, a province, a country: from a seed, the same on any machine."""

from duxue.sampling.city import Returned, Sample, sample_city, sample_schools
from duxue.sampling.country import Nation, sample_nation
from duxue.sampling.places import Divisions, city_divisions, country_divisions, province_divisions
from duxue.sampling.workspaces import KINDS, USUAL_SCHOOLS, Kind, write_sample

__all__ = [
    "KINDS",
    "USUAL_SCHOOLS",
    "Divisions",
    "Kind",
    "Nation",
    "Returned",
    "Sample",
    "city_divisions",
    "country_divisions",
    "province_divisions",
    "sample_city",
    "sample_nation",
    "sample_schools",
    "write_sample",
]
