#include "command/child_process.hpp"

#include <unistd.h>

#include <csignal>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using mirage::status_of_child;

TEST(ChildProcess, TheParentGetsItsStatus) {
    const auto status = status_of_child("a.h5");
    if (!status) _exit(7);
    EXPECT_EQ(*status, 7);
}

TEST(ChildProcess, AFaultIsTheFilesFault) {
    const pid_t parent = getpid();
    try {
        const auto status = status_of_child("a.h5");
        if (!status && getpid() != parent) {
            std::signal(SIGABRT, SIG_DFL);
            raise(SIGABRT);
        }
        FAIL() << "no fault seen";
    } catch (const mirage::InputError& error) {
        EXPECT_NE(std::string(error.what()).find("a.h5"), std::string::npos);
    }
}

}  // namespace
