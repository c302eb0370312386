#pragma once
// Options of single commands: arguments of the command line that are not settings of a calculation.

#include <string>
#include <vector>

namespace mirage {

/// Whether a word is `option` or `option=value`.
bool names(const std::string& word, const std::string& option);

/// Takes `--name X` or `--name=X` out of the words; empty if it is not there. Throws InputError where it is
/// given twice or without a value.
std::string take_option(std::vector<std::string>& arguments, const std::string& name);

/// Takes `--name` out of the words; whether it was there.
bool take_flag(std::vector<std::string>& arguments, const std::string& name);

/// A number for which `allowed` holds. Throws InputError telling the rule.
double number_where(const std::string& option, const std::string& text, bool (*allowed)(double),
                    const char* rule);
bool positive(double x);
bool not_negative(double x);

/// `auto` or a number not negative; NaN for auto and where nothing is given. Throws InputError.
double number_or_auto(const std::string& option, const std::string& text);

}  // namespace mirage
