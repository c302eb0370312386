#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "input/input_error.hpp"

namespace mirage {
namespace {

namespace fs = std::filesystem;

fs::path program() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored);
}

/// plot.py beside the program: in the build tree, or where it is installed. Throws InputError.
fs::path script() {
    const fs::path folder = program().parent_path();
    for (const fs::path& share : {folder / "share/mirage", folder / MIRAGE_SHARE}) {
        std::error_code ignored;
        const fs::path file = share / "plot.py";
        if (fs::is_regular_file(file, ignored)) return fs::canonical(file);
    }
    throw InputError(fmt::format("plot: no plot.py in '{}': install mirage with its scripts",
                                 (folder / MIRAGE_SHARE).lexically_normal().string()));
}

/// MIRAGE_PYTHON alone, where it is set.
std::vector<std::string> pythons() {
    const char* given = std::getenv("MIRAGE_PYTHON");
    if (given && *given) return {given};
    return {"python3", "/usr/bin/python3"};
}

}  // namespace

/// The help of the script: it stands there once.
std::string plot_help(const Arguments&) {
    std::ifstream file(script());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::string quotes = R"(""")";
    const auto begin = text.find(quotes) + quotes.size(), end = text.find(quotes, begin);
    return text.substr(begin, end - begin);
}

int run_plot(const Arguments& arguments) {
    const std::string file = script();
    std::vector<char*> words{nullptr, const_cast<char*>(file.c_str())};
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    setenv("MIRAGE_PROGRAM", program().c_str(), 1);  // which reads measured points for the script
    std::fflush(stdout);
    std::string tried;
    for (const std::string& python : pythons()) {
        words[0] = const_cast<char*>(python.c_str());
        execvp(python.c_str(), words.data());
        tried += fmt::format("{}{}", tried.empty() ? "" : ", ", python);
    }
    throw InputError(fmt::format("plot: {} cannot be run: MIRAGE_PYTHON must name a python3", tried));
}

}  // namespace mirage
