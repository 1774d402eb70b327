-- WeChat and QQ become contacts, of which a customer may have several. The value that stood alone is the contact number 0: no
-- other contact has that, so history of before, which calls it by its field's name, still knows which one it speaks of.
update customer set
  contacts = '[' || json_patch('{}', json_object('n', 0, 'k', 'wechat', 'v', json_extract(fields, '$.wechat'), 'r', json_extract(fields, '$."~wechat"')))
    || iif(json_array_length(contacts) = 0, ']', ',' || substr(contacts, 2)),
  fields = json_remove(fields, '$.wechat', '$."~wechat"')
where json_extract(fields, '$.wechat') is not null;

update customer set
  contacts = '[' || json_patch('{}', json_object('n', 0, 'k', 'qq', 'v', json_extract(fields, '$.qq'), 'r', json_extract(fields, '$."~qq"')))
    || iif(json_array_length(contacts) = 0, ']', ',' || substr(contacts, 2)),
  fields = json_remove(fields, '$.qq', '$."~qq"')
where json_extract(fields, '$.qq') is not null;
