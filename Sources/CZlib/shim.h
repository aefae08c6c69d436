// The system's zlib, which EvidenceReader unpacks gzip files with.
#include <zlib.h>
