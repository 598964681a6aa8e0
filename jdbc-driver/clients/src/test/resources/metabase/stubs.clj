;; The multimethods of Metabase that a driver gives methods to, with the dispatch that Metabase gives them, and nothing behind them.
(ns metabase.driver)
(def registered (atom {}))
(defn register! [driver & {:as options}] (swap! registered assoc driver options))
(defmulti database-supports? (fn [driver feature _database] [driver feature]))
(defmulti db-start-of-week identity)
(defmulti db-default-timezone (fn [driver _database] driver))

(ns metabase.driver.sql-jdbc.connection)
(defmulti connection-details->spec (fn [driver _details] driver))

(ns metabase.driver.sql-jdbc.sync)
(defmulti database-type->base-type (fn [driver _type] driver))
(defmulti excluded-schemas identity)

(ns metabase.driver.sql.query-processor)
(defmulti date (fn [driver unit _expr] [driver unit]))
(defmulti add-interval-honeysql-form (fn [driver _expr _amount _unit] driver))
(defmulti current-datetime-honeysql-form identity)
(defmulti unix-timestamp->honeysql (fn [driver precision _expr] [driver precision]))
(defmulti datetime-diff (fn [driver unit _x _y] [driver unit]))
(defmulti ->honeysql (fn [driver form] [driver (if (vector? form) (first form) :default)]))
(defmethod ->honeysql [:caresql :default] [_driver form] form)
;; A Metabase whose week starts on Monday, as the database's does, adjusts nothing.
(defn adjust-start-of-week [_driver truncate expr] (truncate expr))
(defn adjust-day-of-week [_driver expr] expr)
