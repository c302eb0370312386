#include "command/completion.hpp"

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::Outcome;
using mirage_test::shell;

/// What bash offers for the last of these words.
std::string offered(const std::string& words) {
    const Folder folder;
    std::string command = "bash -c '. " + folder.write("mirage.bash", mirage::bash_completion());
    command += "; COMP_WORDS=(" + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _mirage";
    const Outcome run = shell(command + "; echo \"${COMPREPLY[*]}\"'");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "");
    std::string list = run.out.substr(0, run.out.find('\n'));
    return list.insert(0, 1, ' ').append(1, ' ');
}

bool holds(const std::string& list, const std::string& word) {
    return list.find(" " + word + " ") != std::string::npos;
}

TEST(Completion, BashOffersCommandsOptionsAndTheirWords) {
    EXPECT_TRUE(holds(offered("mirage s"), "sweep"));
    EXPECT_TRUE(holds(offered("mirage s"), "spectrum"));
    EXPECT_FALSE(holds(offered("mirage s"), "point"));
    EXPECT_TRUE(holds(offered("mirage point --"), "--beta"));
    EXPECT_FALSE(holds(offered("mirage point --"), "--energy"));
    EXPECT_TRUE(holds(offered("mirage spectrum --c"), "--conductance"));
    EXPECT_EQ(offered("mirage point --format \"\""), " table csv json ");
    EXPECT_EQ(offered("mirage point --format = j"), " json ");
    EXPECT_EQ(offered("mirage point --units s"), " si ");
    EXPECT_EQ(offered("mirage point --beta \"\""), "  ") << "a number";
    EXPECT_EQ(offered("mirage formula kl"), " klb ");
    EXPECT_TRUE(holds(offered("mirage help swe"), "sweep"));
    EXPECT_TRUE(holds(offered("mirage init N"), "NbSe2"));
    EXPECT_EQ(offered("mirage nonsense --"), "  ");
}

TEST(Completion, ZshReadsItsScript) {
    const std::string script = mirage::zsh_completion();
    EXPECT_EQ(script.rfind("#compdef mirage\n", 0), 0u);
    EXPECT_NE(script.find("'--format=["), std::string::npos);
    if (shell("zsh --version").status != 0) GTEST_SKIP() << "no zsh";
    const Folder folder;
    const Outcome run = shell("zsh -n " + folder.write("_mirage", script));
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "");
}

}  // namespace
