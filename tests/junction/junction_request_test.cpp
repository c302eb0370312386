#include "junction/junction_request.hpp"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

std::string curve(const Folder& folder) {
    std::string text = "# T = 0.3 K\nV (mV),dI/dV (uS)\n";
    for (int i = 0; i < 41; ++i) text += fmt::format("{:.4g},{:.4g}\n", -2.0 + 0.1 * i, 1.0 + 0.1 * (i % 3));
    return folder.write("a.csv", text);
}

TEST(JunctionRequest, ReadsWhatIsAsked) {
    const Folder folder;
    const JunctionRequest r =
        read_junction_request({curve(folder), "--B=2", "--background", "parabola", "--model", "maki",
                               "--format", "json", "--range=-1:1.5"});
    EXPECT_EQ(r.task.model, JunctionModel::maki);
    EXPECT_EQ(r.task.background, Background::parabola);
    EXPECT_EQ(r.format, Format::json);
    EXPECT_EQ(r.conductance, "uS");
    ASSERT_EQ(r.task.curves.size(), 1u);
    EXPECT_EQ(r.task.curves[0].B, 2.0);
    EXPECT_NEAR(r.task.curves[0].V.back(), 1.5, 1e-12);
    EXPECT_EQ(read_junction_request({curve(folder), "--self-consistent"}).task.gap, GapOf::engine);
}

TEST(JunctionRequest, EveryOptionIsUnderstoodOnce) {
    std::set<std::string> names;
    for (const CommandOption& option : junction_options())
        EXPECT_TRUE(names.insert(option.name).second) << option.name;
}

TEST(JunctionRequest, RefusesInOneLine) {
    const Folder folder;
    const std::string file = curve(folder);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{},
                                               {"none.csv"},
                                               {file, "--model", "bcs"},
                                               {file, "--background", "cubic"},
                                               {file, "--range", "1"},
                                               {file, "--range", "2:1"},
                                               {file, "--T", "-1"},
                                               {file, "--T", "1,2"},
                                               {file, "--unknown"},
                                               {file, "--columns", "V=1"},
                                               {file, "--model", "dynes", "--self-consistent"},
                                               {file, "--range", "0:1.25"}}) {
        try {
            read_junction_request(words);
            if (words.size() > 2 && words[2] == "0:1.25") continue;  // enough points
            FAIL() << (words.empty() ? "" : words.back());
        } catch (const InputError& refused) {
            EXPECT_EQ(std::string(refused.what()).find('\n'), std::string::npos);
        }
    }
}

}  // namespace
