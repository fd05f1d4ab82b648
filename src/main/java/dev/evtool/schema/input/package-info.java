/// From words on the command line to judged records: finds the inputs, cuts them into records, and has them judged.
@NullMarked
package dev.evtool.schema.input;

import org.jspecify.annotations.NullMarked;
