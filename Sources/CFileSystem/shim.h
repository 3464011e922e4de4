#pragma once

// The C library has these calls, but declares them only for GNU sources.
extern int syncfs(int descriptor);
extern int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags);

// Exchange two names in one step, so that neither is ever missing.
static const unsigned int FAULTLINE_RENAME_EXCHANGE = 1 << 1;
