#pragma once
// Running the program as a user does: exit status, standard output and standard error; folders of its own for
// every test.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace mirage_test {

std::string read_file(const std::filesystem::path& name);

/// A folder that vanishes with the test.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const;
    long files() const;

private:
    std::filesystem::path path_;
};

struct Outcome {
    int status = 0;
    std::string out, err;

    long error_lines() const { return std::count(err.begin(), err.end(), '\n'); }
};

/// A shell command.
Outcome shell(const std::string& command);

Outcome mirage(const std::string& arguments);
Outcome mirage_mpi(int ranks, int threads, const std::string& arguments);

}  // namespace mirage_test
