# SPDX-License-Identifier: Apache-2.0
set(changes_sources
    changes/facility_changes.cpp
    changes/facility_edit.cpp
    changes/facility_ignored.cpp
    changes/given_back.cpp
    changes/given_place.cpp
)
set(changes_headers
    changes/cell_texts.hpp
    changes/facility_changes.hpp
    changes/facility_edit.hpp
    changes/facility_ignored.hpp
    changes/given_back.hpp
    changes/given_place.hpp
)
