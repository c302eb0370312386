#include "parallel/hold.hpp"

#include <cstdlib>
#include <stdexcept>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage::Hold;
using mirage_test::Folder;

TEST(Hold, LetsThatManyItemsPassAndTellsOnce) {
    const Folder folder;
    Hold hold(3, folder / "go");
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(hold.pass());
    EXPECT_EQ(folder.files(), 0) << "nobody has been held yet";
    EXPECT_FALSE(hold.pass());
    EXPECT_TRUE(std::filesystem::exists(folder / "go.held"));
    std::filesystem::remove(folder / "go.held");
    EXPECT_FALSE(hold.pass());
    EXPECT_EQ(folder.files(), 0) << "told once";
    EXPECT_TRUE(hold.active());
    folder.write("go", "");
    EXPECT_TRUE(hold.pass());
    EXPECT_FALSE(hold.active());
    std::filesystem::remove(folder / "go");
    EXPECT_TRUE(hold.pass()) << "for good";
}

TEST(Hold, AFileThatIsThereBeforeHoldsNothing) {
    const Folder folder;
    Hold hold(0, folder.write("go", ""));
    EXPECT_TRUE(hold.pass());
    EXPECT_EQ(folder.files(), 1);
}

TEST(Hold, FromTheEnvironment) {
    const Folder folder;
    unsetenv("MIRAGE_TEST_HOLD");
    EXPECT_FALSE(Hold::from_environment().active());
    EXPECT_TRUE(Hold::from_environment().pass());
    setenv("MIRAGE_TEST_HOLD", ("2:" + folder / "a:b").c_str(), 1);
    Hold hold = Hold::from_environment();
    EXPECT_TRUE(hold.pass() && hold.pass());
    EXPECT_FALSE(hold.pass());
    EXPECT_TRUE(std::filesystem::exists(folder / "a:b.held"));
    for (const char* wrong : {"", "3", "3:", ":x", "-1:x", "x:3", "3 :x", "99999999999999999999:x"}) {
        setenv("MIRAGE_TEST_HOLD", wrong, 1);
        EXPECT_THROW(Hold::from_environment(), std::runtime_error) << wrong;
    }
    unsetenv("MIRAGE_TEST_HOLD");
}

}  // namespace
