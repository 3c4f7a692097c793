#include "store/sql.h"

bay_status bay_store_weigh(bay_store *store, bay_error *err)
{
    return bay__sql_run(store, SQL_ONCE, "UPDATE state SET value = value WHERE 0", err, "");
}
