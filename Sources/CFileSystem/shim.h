#pragma once
#include <spawn.h>

// The C library has these calls, but declares them only for GNU sources.
extern int syncfs(int descriptor);
extern int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags);

// Exchange two names in one step, so that neither is ever missing.
static const unsigned int FAULTLINE_RENAME_EXCHANGE = 1 << 1;

// A program begins in a folder of our choice, and with none of our files open.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
