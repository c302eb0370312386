#include "input/target.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;
namespace fs = std::filesystem;

TEST(Target, LinksAreFollowedAlsoToWhatIsNotThere) {
    const Folder folder;
    const std::string file = folder.write("a.csv", "x");
    fs::create_symlink("a.csv", folder / "one");
    fs::create_symlink(folder / "one", folder / "two");
    fs::create_symlink("later.csv", folder / "dangling");
    EXPECT_EQ(link_target(file), file);
    EXPECT_EQ(link_target(folder / "two"), file);
    EXPECT_EQ(link_target(folder / "dangling"), folder / "later.csv");
    EXPECT_EQ(link_target("/dev/null"), "/dev/null");
    fs::create_symlink("loop", folder / "loop");
    EXPECT_THROW(link_target(folder / "loop"), InputError);
}

TEST(Target, AnInputIsNoPlaceByWhateverName) {
    const Folder folder;
    const std::string file = folder.write("a.csv", "x"), other = folder.write("b.csv", "x");
    fs::create_symlink("a.csv", folder / "soft");
    fs::create_hard_link(file, folder / "hard");
    for (const std::string& name : {file, folder / "soft", folder / "hard", folder / "./a.csv"})
        EXPECT_THROW(check_place("--output", name, {other, file}), InputError) << name;
    EXPECT_NO_THROW(check_place("--output", other, {file, "none.csv"}));
    EXPECT_NO_THROW(check_place("--output", folder / "new", {file}));
}

TEST(Target, SystemFoldersAreNoPlace) {
    const Folder folder;
    fs::create_directory_symlink("/proc", folder / "link");
    for (const std::string& name :
         {std::string("/dev/x.csv"), std::string("/proc/x.csv"), folder / "link/x.csv"})
        EXPECT_THROW(check_place("--output", name, {}), InputError) << name;
    EXPECT_NO_THROW(check_place("--output", "/dev/shm/x.csv", {}));
}

TEST(Target, StreamsAndFreeFiles) {
    const Folder folder;
    EXPECT_TRUE(is_stream("/dev/null"));
    EXPECT_FALSE(is_stream(folder / "none"));
    EXPECT_TRUE(is_free(folder / "none"));
    EXPECT_TRUE(is_free(folder.write("empty", "")));
    EXPECT_FALSE(is_free(folder.write("full", "x")));
    for (const char* name : {"", "-", "/dev/stdout"}) EXPECT_TRUE(is_standard_output(name));
    EXPECT_FALSE(is_standard_output("a.csv"));
}

}  // namespace
