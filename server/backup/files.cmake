# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(backup_sources
    backup/backup.cpp
    backup/check.cpp
    backup/copy.cpp
    backup/differences.cpp
    backup/fingerprint.cpp
    backup/manifest.cpp
    backup/photo_copy.cpp
    backup/photo_list.cpp
    backup/restore.cpp
    backup/scratch.cpp
)
set(backup_headers
    backup/backup.hpp
    backup/check.hpp
    backup/copy.hpp
    backup/differences.hpp
    backup/fingerprint.hpp
    backup/manifest.hpp
    backup/photo_copy.hpp
    backup/photo_list.hpp
    backup/photo_sum.hpp
    backup/restore.hpp
    backup/scratch.hpp
)
