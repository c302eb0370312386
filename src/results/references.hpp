#pragma once
// The papers whose theory and formulas are computed, as entries of BibTeX.

#include <string>
#include <vector>

namespace mirage {

struct Reference {
    const char* key;
    const char* entry;                  ///< fields of BibTeX, one a line
    std::vector<std::string> formulas;  ///< of `mirage formula`, by name
};

/// The papers whose theory the program solves first.
const std::vector<Reference>& references();

/// How many of them, from the front, are those.
inline constexpr std::size_t theory_references = 3;

/// The keys of what a formula is taken from; none for one that is derived here (theory page).
std::vector<std::string> keys_of_formula(const std::string& name);

/// The entry of the program itself: authors, version, commit.
std::string program_entry();

/// The entries of these keys in the order of references(), each once, after the program's.
std::string bibliography(const std::vector<std::string>& keys);

}  // namespace mirage
