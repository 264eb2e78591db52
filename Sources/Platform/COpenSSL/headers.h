// Where OpenSSL's headers lie. Nothing is linked through this: CCrypto and CTLS open the libraries when they need them.
#pragma once
#include <openssl/opensslv.h>
