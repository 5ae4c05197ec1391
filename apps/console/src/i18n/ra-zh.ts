import type { TranslationMessages } from 'react-admin';

/** react-admin's own messages in Chinese. */
export const raZh: TranslationMessages = {
  ra: {
    action: {
      add_filter: '添加筛选', add: '添加', back: '返回', bulk_actions: '已选 %{smart_count} 项', cancel: '取消', clear_array_input: '清空列表',
      clear_input_value: '清除', clone: '复制', confirm: '确定', create: '新建', create_item: '新建%{item}', delete: '删除', edit: '修改', export: '导出',
      list: '列表', refresh: '刷新', remove_filter: '去掉此筛选', remove_all_filters: '清除全部筛选', remove: '去掉', reset: '重置', save: '保存',
      search: '搜索', search_columns: '搜索列', select_all: '全选', select_all_button: '全选', select_row: '选择此行', show: '查看', sort: '排序', undo: '撤销',
      unselect: '取消选择', expand: '展开', close: '关闭', open_menu: '打开菜单', close_menu: '关闭菜单', update: '更新', move_up: '上移', move_down: '下移',
      open: '打开', toggle_theme: '切换深色和浅色', select_columns: '选择列', update_application: '重新载入',
    },
    boolean: { true: '是', false: '否', null: '未填' },
    page: {
      create: '新建%{name}', dashboard: '今日', edit: '%{name} %{recordRepresentation}', error: '出错了', list: '%{name}', loading: '载入中', not_found: '没有此页',
      show: '%{name} %{recordRepresentation}', empty: '还没有%{name}。', invite: '现在新建一条？', access_denied: '无权查看', authentication_error: '登录出错',
    },
    input: {
      file: { upload_several: '把文件拖到这里，或点击选择。', upload_single: '把文件拖到这里，或点击选择。' },
      image: { upload_several: '把图片拖到这里，或点击选择。', upload_single: '把图片拖到这里，或点击选择。' },
      references: { all_missing: '找不到关联数据。', many_missing: '有的关联数据已不可用。', single_missing: '关联数据已不可用。' },
      password: { toggle_visible: '隐藏密码', toggle_hidden: '显示密码' },
    },
    message: {
      about: '关于', access_denied: '您没有查看此页的权限', are_you_sure: '确定吗？', authentication_error: '登录服务返回错误，无法核对身份。',
      auth_error: '核对登录状态时出错。', bulk_delete_content: '确定删除这 %{smart_count} 项%{name}？', bulk_delete_title: '删除 %{smart_count} 项%{name}',
      bulk_update_content: '确定更新这 %{smart_count} 项%{name}？', bulk_update_title: '更新 %{smart_count} 项%{name}', clear_array_input: '确定清空整个列表？',
      delete_content: '确定删除此%{name}？', delete_title: '删除%{name} %{recordRepresentation}', details: '详情', error: '页面出错，操作没有完成。',
      invalid_form: '有内容填写不正确，请检查标红处', loading: '请稍候', no: '否', not_found: '地址有误，或链接已失效。',
      select_all_limit_reached: '数量太多，只选中前 %{max} 项。', unsaved_changes: '有修改尚未保存，确定离开？', yes: '是', placeholder_data_warning: '网络问题：数据未能刷新。',
    },
    navigation: {
      clear_filters: '清除筛选', no_filtered_results: '没有符合条件的%{name}。', no_results: '没有%{name}', no_more_results: '没有第 %{page} 页，请返回上一页。',
      page_out_of_boundaries: '没有第 %{page} 页', page_out_from_end: '已是最后一页', page_out_from_begin: '已是第一页', page_range_info: '%{offsetBegin}–%{offsetEnd}，共 %{total}',
      partial_page_range_info: '%{offsetBegin}–%{offsetEnd}，超过 %{offsetEnd}', current_page: '第 %{page} 页', page: '转到第 %{page} 页', first: '第一页', last: '最后一页',
      next: '下一页', previous: '上一页', page_rows_per_page: '每页行数：', skip_nav: '跳到正文',
    },
    sort: { sort_by: '按%{field_lower_first}%{order}', ASC: '升序', DESC: '降序' },
    auth: {
      auth_check_error: '请先登录', user_menu: '我的账号', username: '账号', password: '密码', email: '邮箱', sign_in: '登录', sign_in_error: '登录失败，请重试', logout: '退出登录',
    },
    notification: {
      updated: '已保存', created: '已新建', deleted: '已删除', bad_item: '数据不正确', item_doesnt_exist: '没有这条数据', http_error: '服务器通信出错',
      data_provider_error: '数据接口出错，详情见控制台。', i18n_error: '无法载入该语言', canceled: '已取消', logged_out: '登录已失效，请重新登录。',
      not_authorized: '您没有此项权限。', application_update_available: '有新版本。', offline: '没有网络，读不到数据。',
    },
    validation: {
      required: '必填', minLength: '至少 %{min} 个字', maxLength: '最多 %{max} 个字', minValue: '不得小于 %{min}', maxValue: '不得大于 %{max}', number: '须为数字',
      email: '须为有效邮箱', oneOf: '须为其中之一：%{options}', regex: '须符合格式：%{pattern}', unique: '不得重复',
    },
    saved_queries: {
      label: '常用筛选', query_name: '名称', new_label: '存为常用筛选…', new_dialog_title: '存为常用筛选', remove_label: '去掉常用筛选',
      remove_label_with_name: '去掉“%{name}”', remove_dialog_title: '去掉常用筛选？', remove_message: '确定去掉这个常用筛选？', help: '筛选后可存为常用筛选',
    },
    guesser: { empty: { title: '没有数据', message: '请检查数据接口' } },
    configurable: {
      customize: '自定义', configureMode: '自定义此页', inspector: { title: '检视', content: '指向界面元素以配置', reset: '恢复默认', hideAll: '全部隐藏', showAll: '全部显示' },
      Datagrid: { title: '表格', unlabeled: '未命名列 #%{column}' }, SimpleForm: { title: '表单', unlabeled: '未命名项 #%{input}' },
      SimpleList: { title: '列表', primaryText: '主要文字', secondaryText: '次要文字', tertiaryText: '其他文字' },
    },
  },
};
