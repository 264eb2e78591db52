#pragma once

// Takes system calls away from this process and all that it starts; -1 with errno when that cannot be done.
int confine(void);
