# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(base_map_sources
    base_map/base_map.cpp
    base_map/base_map_settings.cpp
    base_map/review_number.cpp
    base_map/tile_images.cpp
    base_map/xyz_images.cpp
)
set(base_map_headers
    base_map/base_map.hpp
    base_map/base_map_settings.hpp
    base_map/review_number.hpp
    base_map/tile_images.hpp
    base_map/xyz_images.hpp
)
