#include "results/references.hpp"

#include <set>

#include <gtest/gtest.h>

#include "mirage/version.hpp"
#include "results/formula.hpp"

namespace {

using namespace mirage;

TEST(References, EveryFormulaHasItsPapersButThoseOfTheTheoryPage) {
    const std::set<std::string> derived{"gamma-pocket"};
    for (const std::string& name : formula_names())
        EXPECT_EQ(keys_of_formula(name).empty(), derived.contains(name)) << name;
}

TEST(References, NoneNamesAFormulaThatThereIsNot) {
    for (const Reference& reference : references())
        for (const std::string& name : reference.formulas) EXPECT_NO_THROW(find_formula(name)) << name;
}

TEST(References, EntriesAreClosedAndHaveTheirKey) {
    for (const Reference& reference : references()) {
        const std::string entry = reference.entry;
        EXPECT_NE(entry.find(std::string("{") + reference.key + ",\n"), std::string::npos) << entry;
        EXPECT_EQ(std::count(entry.begin(), entry.end(), '{'), std::count(entry.begin(), entry.end(), '}'));
        for (const char* field : {"author", "title", "year"})
            EXPECT_NE(entry.find(std::string("  ") + field), std::string::npos) << entry;
    }
}

TEST(References, ABibliographyBeginsWithTheProgramAndHasEachEntryOnce) {
    const std::string text = bibliography({"harms2025", "tang2021", "tang2021"});
    EXPECT_EQ(text.rfind("@misc{mirage,", 0), 0u);
    EXPECT_NE(text.find(git_commit), std::string::npos);
    EXPECT_LT(text.find("{tang2021,"), text.find("{harms2025,"));
    EXPECT_EQ(text.find("{tang2021,"), text.rfind("{tang2021,"));
    EXPECT_EQ(text.find("{zhang2021,"), text.npos);
}

}  // namespace
