package dev.evtool.container;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A message as the object that Go's encoder of JSON makes of it: fields by their names in the definition and in its
/// order, none that are not set.
final class WireTree {

    private WireTree() {}

    static Map<String, Object> of(Message message) throws EngineFormatException {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field)
                    || (!field.hasPresence() && !message.getField(field).equals(field.getDefaultValue()))) {
                tree.put(field.getName(), field.isMapField() ? map(message, field)
                        : field.isRepeated() ? list(message, field) : value(field, message.getField(field)));
            }
        }
        return tree;
    }

    private static Map<String, Object> map(Message message, FieldDescriptor field) throws EngineFormatException {
        Map<String, Object> sorted = new TreeMap<>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            Message entry = (Message) message.getRepeatedField(field, i);
            FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
            FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
            sorted.put(String.valueOf(entry.getField(key)), value(value, entry.getField(value)));
        }
        return sorted;
    }

    private static List<Object> list(Message message, FieldDescriptor field) throws EngineFormatException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            list.add(value(field, message.getRepeatedField(field, i)));
        }
        return list;
    }

    private static Object value(FieldDescriptor field, Object value) throws EngineFormatException {
        return switch (value) {
            case Timestamp time -> WireTime.textOf(time);
            case Any any -> any(any);
            case Message inner -> of(inner);
            case EnumValueDescriptor word -> word.getName();
            case ByteString bytes -> base64(bytes);
            case Integer number -> field.getType() == FieldDescriptor.Type.UINT32
                    ? Long.valueOf(Integer.toUnsignedLong(number)) : Long.valueOf(number);
            default -> value;
        };
    }

    private static Map<String, Object> any(Any any) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type_url", any.getTypeUrl());
        if (!any.getValue().isEmpty()) {
            tree.put("value", base64(any.getValue()));
        }
        return tree;
    }

    static String base64(ByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
