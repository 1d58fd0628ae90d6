/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a number is in every browser; the C library's own would be a thirtieth of the page. It
   rounds as strtod does, to the nearest and halves to even. Only plain decimal numbers are read:
   what calls it has looked at the signs before, and none wants hexadecimal digits or infinity. */
#include <emscripten.h>
#include <locale.h>

EM_JS(double, page_number, (const char* text, int length), {
    return Number(String.fromCharCode.apply(null, HEAPU8.subarray(text, text + length)));
});

static int digits(const char* text, int at) {
    while (text[at] >= '0' && text[at] <= '9') ++at;
    return at;
}

double strtod(const char* text, char** end) {
    const int sign = text[0] == '-' || text[0] == '+';
    const int whole = digits(text, sign);
    int at = whole;
    if (text[at] == '.') at = digits(text, at + 1);
    const int some = whole > sign || at > whole + 1;
    if (some && (text[at] == 'e' || text[at] == 'E')) {
        const int exponent = at + 1 + (text[at + 1] == '-' || text[at + 1] == '+');
        const int last = digits(text, exponent);
        if (last > exponent) at = last;
    }
    if (!some) at = 0;
    if (end) *end = (char*)text + at;
    return at ? page_number(text, at) : 0;
}

/* The library's file holds these, too, and would come along with any of them. */
float strtof(const char* text, char** end) { return (float)strtod(text, end); }
long double strtold(const char* text, char** end) { return strtod(text, end); }
double strtod_l(const char* text, char** end, locale_t place) { return strtod(text, end); }
float strtof_l(const char* text, char** end, locale_t place) { return (float)strtod(text, end); }
long double strtold_l(const char* text, char** end, locale_t place) { return strtod(text, end); }
