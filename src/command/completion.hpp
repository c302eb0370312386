#pragma once
// Completion in the shell: commands, options, their words and files, from the declarations of the commands.

#include <string>

namespace mirage {

/// A script to be sourced by bash, or installed as bash-completion/completions/mirage.
std::string bash_completion();

/// A script for zsh, installed as site-functions/_mirage.
std::string zsh_completion();

}  // namespace mirage
