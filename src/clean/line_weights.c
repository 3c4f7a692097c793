#include "clean/line_model.h"
const bay__line_weights bay__line_weights_built_in = {.first_bias = {0}};
