#pragma once

// The C library has this call, but declares it only for GNU sources.
extern int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags);

// Exchange two names in one step, so that neither is ever missing.
static const unsigned int FAULTLINE_RENAME_EXCHANGE = 1 << 1;
