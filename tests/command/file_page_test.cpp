// What the manual says of a result file is what is in one.

#include "command/file_page.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "command/help_text.hpp"
#include "file/result_reader.hpp"
#include "input/settings.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

std::size_t entries_called(const std::vector<PageSection>& sections, const std::string& name) {
    std::size_t count = 0;
    for (const PageSection& section : sections)
        count += static_cast<std::size_t>(std::count_if(section.keys.begin(), section.keys.end(),
                                                        [&](const auto& key) { return key.first == name; }));
    return count;
}

FileSummary summary_of(const std::string& arguments) {
    const Folder folder;
    const std::string file = folder / "a.h5";
    const auto run = mirage_test::mirage("sweep " + arguments + " --output " + file);
    EXPECT_EQ(run.status, 0) << run.err;
    return read_summary(file);
}

TEST(FilePage, EveryVariableOfAFileHasOneEntry) {
    std::vector<PageSection> sections = file_sections();
    ASSERT_EQ(sections.back().name, "GLOBAL ATTRIBUTES");
    sections.pop_back();  // result_file_test.cpp
    const FileSummary summary =
        summary_of("--T 0.1:0.2:2 --B 0.5 --beta 1:2:2 --theta 0:5:2 --energy 0:1:5 --spectrum-T 0.1");
    EXPECT_GT(summary.variables.size(), 30u);
    for (const VariableSummary& v : summary.variables)
        EXPECT_EQ(entries_called(sections, v.name), 1u) << v.name;
    for (const Coordinate& c : summary.coordinates) {
        const bool part = c.name.ends_with(spectrum_suffix);
        EXPECT_EQ(entries_called(sections, part ? std::string("NAME") + spectrum_suffix : c.name), 1u)
            << c.name;
    }
}

TEST(FilePage, EntriesSayUnitsAndFlags) {
    const std::string text = file_help();
    for (const char* said :
         {"entropy", "[energy]", "B_supercooling", "[field]", "T_tricritical", "[temperature]",
          "-1 not computed, 0 normal, 1 gapped, 2 gapless", "git_commit", "mirage show run.h5"})
        EXPECT_NE(text.find(said), std::string::npos) << said;
}

TEST(FilePage, EverySettingThatMayBeAnAxisIsACoordinate) {
    for (const Setting* setting : axis_settings())
        EXPECT_EQ(entries_called({file_sections().front()}, setting->variable()), 1u) << setting->variable();
}

}  // namespace
