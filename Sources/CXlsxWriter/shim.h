// The system's libxlsxwriter, which Reporting writes workbooks with.
#include <xlsxwriter.h>
