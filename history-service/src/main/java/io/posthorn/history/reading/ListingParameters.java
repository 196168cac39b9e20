// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the description of the API says of a listing's parameters; they are read in {@link Listing} and {@link Filter}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.QUERY,
        name = "from",
        description = "Appended at this UTC time or later: 2026-11-20T10:00:00Z, or a day",
        schema = @Schema(type = "string"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "to",
        description = "Appended before this UTC time",
        schema = @Schema(type = "string"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "class",
        description = "Of this class; may be repeated up to 50 times",
        array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(
        in = ParameterIn.QUERY,
        name = "source",
        description = "From this source; may be repeated up to 50 times",
        array = @ArraySchema(schema = @Schema(type = "string")))
@Parameter(
        in = ParameterIn.QUERY,
        name = "broadcasts",
        description = "true: what was sent to everyone is among them",
        schema = @Schema(type = "boolean", defaultValue = "false"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "order",
        description = "desc: newest first",
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"asc", "desc"},
                        defaultValue = "desc"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "limit",
        description = "Messages on a page at most. A page may have fewer, or none, and still a next",
        schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "next",
        description = "As the page before gave it; the other parameters stay the same",
        schema = @Schema(type = "string"))
@interface ListingParameters {}
