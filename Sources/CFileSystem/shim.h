#pragma once

// The C library has these calls, but declares them only for GNU sources.
extern int syncfs(int descriptor);
extern int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags);

// Exchange two names in one step, so that neither is ever missing.
static const unsigned int FAULTLINE_RENAME_EXCHANGE = 1 << 1;

// A program begins in a folder of our choice, and with none of our files open. The header of the type is not included:
// the compiler would take types of the C library for ours, depending on what it read first.
extern int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);
