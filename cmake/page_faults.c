/* SPDX-License-Identifier: Apache-2.0 */
/* Printing is not worth its bytes to a page: numbers that people read are written elsewhere (no
   std::to_string of a double: it prints), and what is left are texts of faults, of which the pattern
   says what went wrong. */
#include <emscripten.h>
#include <stdarg.h>
#include <stdio.h>

int vsnprintf(char* out, size_t size, const char* pattern, va_list values) {
    size_t at = 0;
    for (; pattern[at]; ++at)
        if (at + 1 < size) out[at] = pattern[at];
    if (size) out[at < size ? at : size - 1] = 0;
    return (int)at;
}

EM_JS(void, page_fault, (const char* text), { console.error(UTF8ToString(text)); });

/* Both, or the library's file comes along with the one that is missing. */
int fiprintf(FILE* file, const char* pattern, ...) {
    page_fault(pattern);
    return 0;
}

int fprintf(FILE* file, const char* pattern, ...) {
    page_fault(pattern);
    return 0;
}
