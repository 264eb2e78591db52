#pragma once

// Makes this process one of a container's users, in the groups and with the rights that Docker gives it; `identity` is
// USER GROUP FURTHER-GROUPS RIGHTS, of which the third is `-` or numbers with commas, and the last a mask in hexadecimal.
// -1 with errno when the system does not let it.
int become(char **identity);
