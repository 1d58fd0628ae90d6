# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server: OpenRosa; ../CMakeLists.txt is long enough.
set(openrosa_sources
    openrosa/form_parts.cpp
    openrosa/form_questions.cpp
    openrosa/md5.cpp
    openrosa/nodes.cpp
    openrosa/submission.cpp
    openrosa/xform.cpp
    openrosa/xml.cpp
    openrosa/xpath.cpp
    handlers/openrosa_answer.cpp
    handlers/openrosa_forms.cpp
    handlers/openrosa_submission.cpp
)

set(openrosa_headers
    openrosa/form_parts.hpp
    openrosa/form_questions.hpp
    openrosa/md5.hpp
    openrosa/nodes.hpp
    openrosa/submission.hpp
    openrosa/xform.hpp
    openrosa/xml.hpp
    openrosa/xpath.hpp
    handlers/openrosa.hpp
    handlers/openrosa_answer.hpp
    handlers/openrosa_submission.hpp
)
