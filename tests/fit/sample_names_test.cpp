#include "fit/sample_names.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

std::vector<std::string> names(std::vector<MeasuredSample> samples, std::size_t expected_notes) {
    std::vector<std::string> notes, result;
    name_apart(samples, notes);
    EXPECT_EQ(notes.size(), expected_notes);
    for (const MeasuredSample& sample : samples) result.push_back(sample.name);
    return result;
}
using Names = std::vector<std::string>;

TEST(SampleNames, DifferentNamesStay) {
    EXPECT_EQ(names({{"a", {}, "x/a.csv"}, {"b", {}, "y/b.csv"}}, 0), (Names{"a", "b"}));
}

TEST(SampleNames, FilesOfOneNameAreToldApartByTheirFolders) {
    EXPECT_EQ(names({{"bc2", {}, "A/bc2.csv"}, {"bc2", {}, "B/bc2.csv"}}, 2), (Names{"A/bc2", "B/bc2"}));
    EXPECT_EQ(names({{"bc2", {}, "A/bc2.csv"}, {"bc2", {}, "B/bc2.csv"}, {"bc2", {}, "C/bc2.csv"}}, 3),
              (Names{"A/bc2", "B/bc2", "C/bc2"}));
}

TEST(SampleNames, ElseByANumber) {
    EXPECT_EQ(names({{"a", {}, "x/a.csv"}, {"a", {}, "x/a.csv"}, {"a", {}, "x/a.csv"}}, 3),
              (Names{"a", "a-2", "a-3"}));
}

}  // namespace
