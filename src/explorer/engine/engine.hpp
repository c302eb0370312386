#pragma once
// What the explorer's engine exports beside the C interface (include/mirage/mirage.h): measured data, given
// as the bytes of a file, read and fitted as `mirage fit` does it. Results are JSON.

#include <cstdint>

extern "C" {

/// Every call returns a mirage_result; the result, or the line of the error, is mirage_text().
/// `words`: the name of the file, then the options of the command, each ended by a zero byte.

/// {samples: [{name, points: [{T, B, sigma_T, sigma_B, bound}]}], notes: [text]} in K and T; bound is null,
/// "lower" or "upper"; an error that is not stated is null. Options: --columns, --tc0, --g-factor.
int mirage_read_data(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size);

/// {columns: [{name, unit, values}], notes: [text]}: all columns of numbers, whatever they are; unit is
/// empty where the file tells none, a value null where the cell holds no number.
int mirage_read_table(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size);

/// What `mirage fit FILE options --format json` prints.
int mirage_fit(const char* bytes, std::int32_t size, const char* words, std::int32_t words_size);

/// What the last of these calls has to say; it stands until the next of them.
const char* mirage_text(void);
}
